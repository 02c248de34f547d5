package io.reckoner.jobs.notice.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reckoner.jobs.settings.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An end point over real HTTP that checks signatures for itself, as the specification of Standard Webhooks (1.0.0) says. */
public final class HookDouble implements AutoCloseable {
    /** What it does with a request. */
    public enum Mood {
        TAKES_IT,
        TAKES_IT_WITHOUT_A_WORD,
        TAKES_IT_AND_NEVER_ENDS_ITS_ANSWER,
        TAKES_IT_AND_SAYS_NOTHING,
        REDIRECTS,
        NOT_FOUND,
        FAILS,
        GONE
    }

    /** A request whose signature was right. */
    public record Taken(String path, String id, String time, String body) {}

    public static final String SECRET_TEXT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public static final Secret SECRET = new Secret(SECRET_TEXT);

    private static final int TOO_LONG_MILLIS = 2_500;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.TAKES_IT;

    public HookDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices?token=t0p";
    }

    public void mood(Mood next) {
        mood = next;
    }

    /** Requests with a right signature, whatever was answered. */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    public List<String> forged() {
        return List.copyOf(forged);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!signature(id + "." + time + "." + body)
                    .equals(exchange.getRequestHeaders().getFirst("webhook-signature"))) {
                forged.add(body);
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            taken.add(new Taken(exchange.getRequestURI().getPath(), id, time, body));
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        switch (mood) {
            case TAKES_IT -> exchange.sendResponseHeaders(200, -1);
            case TAKES_IT_WITHOUT_A_WORD -> exchange.sendResponseHeaders(204, -1);
            case TAKES_IT_AND_NEVER_ENDS_ITS_ANSWER -> drip(exchange);
            case TAKES_IT_AND_SAYS_NOTHING -> Thread.sleep(TOO_LONG_MILLIS);
            case REDIRECTS -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
            case FAILS -> exchange.sendResponseHeaders(500, -1);
            case GONE -> exchange.sendResponseHeaders(410, -1);
        }
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        byte[] piece = new byte[64 << 10];
        // Until the client hangs up; 64 MiB at most.
        for (int n = 0; n < 1_024; n++) {
            out.write(piece);
        }
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(SECRET_TEXT.substring("whsec_".length())), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
