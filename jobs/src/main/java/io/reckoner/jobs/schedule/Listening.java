package io.reckoner.jobs.schedule;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.payment.PaymentDesk;
import io.reckoner.jobs.payment.WebhookController;
import io.reckoner.jobs.web.WebServer;
import io.reckoner.jobs.web.WebSettings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The HTTP server of {@code serve}, where one is asked for, and what to say about it. */
record Listening(Optional<WebServer> server, String sentence) implements AutoCloseable {
    private static final int LAST_PORT = 65_535;

    /** @param asked the port of the command line; empty: that of the settings */
    static Listening start(Session session, PaymentDesk payments, Optional<Integer> asked) {
        WebSettings settings = session.settings(WebSettings.class);
        Optional<Integer> port = asked.or(settings::port);
        if (port.isEmpty()) {
            return new Listening(
                    Optional.empty(),
                    payments.expectWebhooks()
                            ? "No webhooks are taken: payments are learned by sweeps alone. Give a port with --port or"
                                    + " web.port."
                            : "No port is listened on.");
        }
        if (port.get() < 0 || port.get() > LAST_PORT) {
            throw new Refusal("--port " + port.get() + " is no port. Write 0 to 65535.");
        }
        InetSocketAddress at = new InetSocketAddress(settings.address(), port.get());
        if (at.isUnresolved()) {
            throw new Refusal("web.address " + settings.address() + " is no address, nor the name of one.");
        }
        WebServer server = WebServer.start(at, List.of(new WebhookController(payments.inbox())));
        return new Listening(Optional.of(server), "Webhooks: " + server.url() + "/webhooks/<gateway>");
    }

    @Override
    public void close() {
        server.ifPresent(WebServer::close);
    }
}
