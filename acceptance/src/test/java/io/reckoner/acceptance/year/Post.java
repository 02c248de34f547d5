package io.reckoner.acceptance.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.payment.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** What gateways tell by webhooks: now or hours later, in any order, now and then twice. */
final class Post {
    /** A letter is signed when it is sent. */
    private record Letter(String gateway, Instant notBefore, Supplier<Delivery> content) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Letter> waiting = new ArrayList<>();
    private final String url;
    private final Chance chance;
    private final Tally tally;

    Post(String url, Chance chance, Tally tally) {
        this.url = url;
        this.chance = chance;
        this.tally = tally;
    }

    /** Tells of something that has just happened: one in ten some hours, one in fifty days later, one in thirty never. */
    void tell(String gateway, Instant now, Supplier<Delivery> content) {
        if (chance.oneIn(30)) {
            tally.count(Kind.WEBHOOK_LOST);
            return;
        }
        int hours = chance.oneIn(50) ? 20 + chance.below(10) : chance.oneIn(10) ? 1 + chance.below(8) : 0;
        waiting.add(new Letter(gateway, now.plusSeconds(hours * 3_600L), content));
    }

    /** The same, but never lost: where nothing else would tell of it. */
    void tellSurely(String gateway, Instant now, Supplier<Delivery> content) {
        int hours = chance.oneIn(10) ? 1 + chance.below(30) : 0;
        waiting.add(new Letter(gateway, now.plusSeconds(hours * 3_600L), content));
    }

    /** Brings what is to be brought by now, out of order. */
    void deliver(Instant now) {
        List<Letter> due = new ArrayList<>(
                waiting.stream().filter(each -> !each.notBefore.isAfter(now)).toList());
        waiting.removeAll(due);
        if (due.size() > 1) {
            Collections.reverse(due);
            tally.count(Kind.WEBHOOK_OUT_OF_ORDER);
        }
        for (Letter letter : due) {
            Delivery delivery = letter.content.get();
            post(letter.gateway, delivery);
            if (chance.oneIn(8)) {
                post(letter.gateway, delivery);
                tally.count(Kind.WEBHOOK_TWICE);
            }
        }
    }

    /** Brings all there is. */
    void deliverAll() {
        deliver(Instant.MAX);
    }

    private void post(String gateway, Delivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/webhooks/" + gateway))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::header);
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
