package io.reckoner.jobs.payment;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request to a gateway, once. Nothing is repeated and no redirect is followed: a request that moves money must not
 * arrive twice because a library meant well (the older client of the JDK repeats a POST whose connection broke).
 */
public final class GatewayHttp {
    /** What came of a request. */
    public sealed interface Reply {
        /** An answer, whatever its status. */
        record Answered(int status, Map<String, List<String>> headers, String body) implements Reply {}

        /** No whole answer within the time. The request may have arrived. */
        record Silent(String why) implements Reply {}
    }

    /** Answers of all gateways are a few kilobytes; a page of a list may be some hundred. */
    private static final int LARGEST = 4 << 20;

    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout for all of it: connecting, sending, reading to the end */
    public GatewayHttp(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    public Reply send(HttpRequest.Builder request) {
        CompletableFuture<Reply> reply = client.sendAsync(
                        request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(GatewayHttp::read);
        try {
            return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            reply.cancel(true);
            return new Reply.Silent("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            return new Reply.Silent(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reply.Silent("stopped while waiting for the answer");
        }
    }

    private static Reply read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? new Reply.Silent("the answer is larger than " + LARGEST + " bytes")
                    : new Reply.Answered(
                            response.statusCode(), response.headers().map(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            return new Reply.Silent("the answer broke off: " + broken.getMessage());
        }
    }
}
