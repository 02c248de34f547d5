package io.reckoner.jobs.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A gateway over real HTTP on loopback. How it misbehaves, its mood says; what it says, its vendor's library or documentation
 * does.
 */
public abstract class GatewayServer implements AutoCloseable {
    /** What happens to a request that moves money. Questions are answered in every mood but the last. */
    public enum Mood {
        ANSWERS,
        ANSWERS_LATE,
        MOVES_MONEY_AND_TIMES_OUT,
        MOVES_MONEY_AND_BREAKS_OFF,
        MOVES_MONEY_AND_FAILS,
        MOVES_MONEY_AND_GARBLES,
        FAILS_BEFORE_MOVING_MONEY,
        DECLINES,
        DEMANDS_3DS,
        ANSWERS_NOTHING_AT_ALL
    }

    /** A request as it came. */
    public record Request(String method, String path, Map<String, String> headers, String query, String body) {
        /** Fields of the query and of a body in the form of web forms. */
        public Map<String, String> form() {
            Map<String, String> fields = new TreeMap<>();
            for (String part : (query + "&" + body).split("&")) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    fields.put(
                            URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
            return fields;
        }
    }

    /** What it answers. */
    public record Answer(int status, String body) {}

    /** Longer than those wait who call a gateway that is silent. */
    private static final Duration TOO_LONG = Duration.ofMillis(2_500);

    private static final Duration LATE = Duration.ofMillis(300);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Request, Mood> moods = request -> Mood.ANSWERS;
    private volatile boolean isSilent;

    protected GatewayServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The gateway that asks this server. */
    public abstract PaymentGateway gateway(PaymentSettings settings);

    /** Whether a request moves money or opens a page to pay on. */
    protected abstract boolean movesMoney(Request request);

    /** Does what is asked, and answers. */
    protected abstract Answer answer(Request request, Mood mood);

    /** The vendor's answer for a fault of its own. */
    protected abstract Answer fault();

    public void mood(Mood next) {
        moods = request -> next;
        isSilent = next == Mood.MOVES_MONEY_AND_TIMES_OUT;
    }

    /** A mood for each request as it comes. */
    public void moods(Function<Request, Mood> next) {
        moods = next;
        isSilent = false;
    }

    /** Whether no answer comes to what moves money: there is no use in waiting for one. */
    boolean isSilent() {
        return isSilent;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            String query = exchange.getRequestURI().getRawQuery();
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    headers,
                    query == null ? "" : query,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            Mood now = moods.apply(request);
            if (!movesMoney(request)) {
                send(exchange, now == Mood.ANSWERS_NOTHING_AT_ALL ? fault() : answer(request, Mood.ANSWERS));
                return;
            }
            switch (now) {
                case FAILS_BEFORE_MOVING_MONEY, ANSWERS_NOTHING_AT_ALL -> send(exchange, fault());
                case MOVES_MONEY_AND_FAILS -> {
                    answer(request, Mood.ANSWERS);
                    send(exchange, fault());
                }
                case MOVES_MONEY_AND_GARBLES -> {
                    answer(request, Mood.ANSWERS);
                    send(exchange, new Answer(200, "<html>Gateway maintenance</html>"));
                }
                case MOVES_MONEY_AND_BREAKS_OFF -> answer(request, Mood.ANSWERS);
                case MOVES_MONEY_AND_TIMES_OUT -> {
                    answer(request, Mood.ANSWERS);
                    Thread.sleep(TOO_LONG);
                }
                case ANSWERS_LATE -> {
                    Thread.sleep(LATE);
                    send(exchange, answer(request, Mood.ANSWERS));
                }
                case ANSWERS, DECLINES, DEMANDS_3DS -> send(exchange, answer(request, now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Several texts with commas. */
    protected static String list(Iterable<String> texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(all::add);
        return String.join(",", all);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
