package io.reckoner.jobs.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.reckoner.jobs.payment.GatewayHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;

/** Stripe's library over a transport that sends a request once. Its own repeats a POST whose connection broke. */
final class StripeTransport extends HttpClient {
    /** Headers the transport sets itself. */
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final GatewayHttp http;

    StripeTransport(GatewayHttp http) {
        this.http = http;
    }

    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        HttpRequest.Builder sent = HttpRequest.newBuilder(
                        URI.create(request.url().toString()))
                .method(request.method().name(), body(request))
                .setHeader("User-Agent", buildUserAgentString(request))
                .setHeader("X-Stripe-Client-User-Agent", buildXStripeClientUserAgentString());
        request.headers().map().forEach((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> sent.setHeader(name, value));
            }
        });
        if (request.content() != null) {
            sent.setHeader("Content-Type", request.content().contentType());
        }
        return switch (http.send(sent)) {
            case GatewayHttp.Reply.Answered answer ->
                new StripeResponse(answer.status(), HttpHeaders.of(answer.headers()), answer.body());
            case GatewayHttp.Reply.Silent silent -> throw new ApiConnectionException(silent.why());
        };
    }

    private static HttpRequest.BodyPublisher body(StripeRequest request) {
        HttpContent content = request.content();
        return content == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(content.byteArrayContent());
    }
}
