package io.reckoner.jobs.notice.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that speaks SMTP (RFC 5321) and misbehaves as its mood says. What it accepted, it has. */
public final class SmtpDouble implements AutoCloseable {
    /** Where it goes wrong. */
    public enum Mood {
        ACCEPTS,
        ACCEPTS_LATE,
        TOO_BUSY_TO_GREET,
        REFUSES_THE_SENDER,
        PUTS_OFF_THE_ADDRESS,
        REFUSES_THE_ADDRESS,
        BREAKS_OFF_BEFORE_THE_END,
        PUTS_OFF_THE_MESSAGE,
        REFUSES_THE_MESSAGE,
        ACCEPTS_AND_BREAKS_OFF,
        ACCEPTS_AND_SAYS_NOTHING
    }

    /** A message that was accepted, with its headers, as it came. */
    public record Accepted(String from, String to, String raw) {
        /** The whole text of a header, not decoded. */
        public String header(String name) {
            return raw.substring(0, raw.indexOf("\n\n"))
                    .replaceAll("\n[ \t]+", " ")
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    private static final int TOO_LONG_MILLIS = 2_500;
    private static final int LATE_MILLIS = 300;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.ACCEPTS;
    private volatile int connections;

    public SmtpDouble() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::listen);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void mood(Mood next) {
        mood = next;
    }

    public List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    public int connections() {
        return connections;
    }

    private void listen() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                connections++;
                threads.submit(() -> speak(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void speak(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = socket.getOutputStream()) {
            converse(in, out);
        } catch (IOException | InterruptedException gone) {
            // the client is gone
        }
    }

    private void converse(BufferedReader in, OutputStream out) throws IOException, InterruptedException {
        Mood now = mood;
        say(out, now == Mood.TOO_BUSY_TO_GREET ? "421 too busy" : "220 double ready");
        String from = "";
        String to = "";
        for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO")) {
                say(out, "250-double");
                say(out, "250 8BITMIME");
            } else if (command.startsWith("MAIL FROM:")) {
                from = line.substring("MAIL FROM:".length());
                say(out, now == Mood.REFUSES_THE_SENDER ? "530 5.7.0 Authentication required" : "250 ok");
            } else if (command.startsWith("RCPT TO:")) {
                to = line.substring("RCPT TO:".length());
                say(
                        out,
                        switch (now) {
                            case PUTS_OFF_THE_ADDRESS -> "450 4.2.0 " + to + " greylisted";
                            case REFUSES_THE_ADDRESS -> "550 5.1.1 " + to + " no such user";
                            default -> "250 ok";
                        });
            } else if (command.startsWith("DATA")) {
                say(out, "354 go on");
                if (!data(in, out, now, from, to)) {
                    return;
                }
            } else if (command.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    /** Takes a message; returns whether the conversation goes on. */
    private boolean data(BufferedReader in, OutputStream out, Mood now, String from, String to)
            throws IOException, InterruptedException {
        if (now == Mood.BREAKS_OFF_BEFORE_THE_END) {
            return false;
        }
        List<String> lines = new ArrayList<>();
        for (@Nullable String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            lines.add(line.startsWith(".") ? line.substring(1) : line);
        }
        switch (now) {
            case PUTS_OFF_THE_MESSAGE -> say(out, "451 4.3.0 try later");
            case REFUSES_THE_MESSAGE -> say(out, "554 5.6.0 not wanted");
            default -> {
                accepted.add(new Accepted(from, to, String.join("\n", lines)));
                if (now == Mood.ACCEPTS_AND_BREAKS_OFF) {
                    return false;
                }
                Thread.sleep(
                        now == Mood.ACCEPTS_AND_SAYS_NOTHING
                                ? TOO_LONG_MILLIS
                                : now == Mood.ACCEPTS_LATE ? LATE_MILLIS : 0);
                say(out, "250 2.0.0 queued as " + accepted.size());
            }
        }
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
