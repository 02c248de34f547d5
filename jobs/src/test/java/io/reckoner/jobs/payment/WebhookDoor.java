package io.reckoner.jobs.payment;

import io.reckoner.jobs.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The door at which gateways deliver webhooks to a shop, over HTTP. */
final class WebhookDoor implements AutoCloseable {
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    WebhookDoor(Shop shop) {
        server = WebServer.start(new InetSocketAddress("127.0.0.1", 0), List.of(new WebhookController(shop.inbox())));
    }

    /** Delivers once; returns the status of the answer. */
    int deliver(String gateway, Delivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/webhooks/" + gateway))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection on which nothing has been said. */
    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
