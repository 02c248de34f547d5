package io.reckoner.jobs.payment;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where gateways deliver their webhooks: {@code POST /webhooks/<gateway>}. A genuine one is answered as soon as it is stored.
 * The body is read as bytes, never parsed: signatures are made over bytes.
 */
@RestController
public final class WebhookController {
    /** Webhooks of all gateways are a few kilobytes. */
    static final int LARGEST = 1 << 17;

    private final WebhookInbox inbox;

    public WebhookController(WebhookInbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping("/webhooks/{gateway}")
    ResponseEntity<String> deliver(@PathVariable("gateway") String gateway, HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            inbox.refuse(gateway, Verdict.Reason.TOO_LARGE);
            return answer(HttpStatus.CONTENT_TOO_LARGE, Verdict.Reason.TOO_LARGE.words());
        }
        return inbox.take(gateway, new Delivery(headers(request), body))
                .map(WebhookController::answer)
                .orElseGet(() -> answer(HttpStatus.NOT_FOUND, "no such gateway is set up here"));
    }

    private static ResponseEntity<String> answer(Verdict verdict) {
        return switch (verdict) {
            // Alipay takes nothing but this word for an answer; the others look at the status alone.
            case Verdict.Genuine genuine -> answer(HttpStatus.OK, "success");
            case Verdict.Refused refused ->
                answer(HttpStatus.BAD_REQUEST, refused.reason().words());
        };
    }

    private static ResponseEntity<String> answer(HttpStatus status, String words) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(words);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }
}
