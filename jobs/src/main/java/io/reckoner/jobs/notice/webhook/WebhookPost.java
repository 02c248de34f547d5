package io.reckoner.jobs.notice.webhook;

import io.reckoner.jobs.notice.DeliveryOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts a webhook, once. No redirect is followed, of the answer no more than a little is read, and all of it has one time-out.
 *
 * <p>Whatever went wrong, the same webhook may be posted again: its id tells the receiver. So not knowing is trying again.
 */
public final class WebhookPost {
    private static final int GONE = 410;
    private static final int MOST_READ = 1_024;

    private final URI address;
    private final WebhookSecret secret;
    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout for all of it: connecting, sending, reading the status */
    public WebhookPost(URI address, WebhookSecret secret, Duration timeout) {
        this.address = address;
        this.secret = secret;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * @param id the same for every attempt
     * @param at when this attempt is made
     */
    public DeliveryOutcome post(String id, Instant at, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "reckoner")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(at.getEpochSecond()))
                .header("webhook-signature", secret.sign(id, at.getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return meaning(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return silent();
        } catch (ExecutionException fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            if (cause instanceof HttpTimeoutException) {
                return silent();
            }
            return new DeliveryOutcome.Unreachable(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.Unreachable("stopped while waiting for the answer");
        }
    }

    private DeliveryOutcome silent() {
        return new DeliveryOutcome.Unreachable("no answer within " + timeout.toMillis() + " ms");
    }

    private static DeliveryOutcome meaning(HttpResponse<InputStream> answer) {
        drop(answer.body());
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new DeliveryOutcome.Sent("HTTP " + status);
        }
        if (status == GONE) {
            return new DeliveryOutcome.Gone("HTTP 410: the end point wants nothing any more");
        }
        return new DeliveryOutcome.TryAgain("HTTP " + status);
    }

    /** The status decides; what the body says does not matter, nor whether it ends. */
    private static void drop(InputStream body) {
        try (body) {
            if (body.available() > 0) {
                body.readNBytes(Math.min(body.available(), MOST_READ));
            }
        } catch (IOException broken) {
            // the status has arrived
        }
    }
}
