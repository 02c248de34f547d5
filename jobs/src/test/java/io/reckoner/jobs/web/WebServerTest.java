package io.reckoner.jobs.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebServerTest {
    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("127.0.0.1", other.getLocalPort()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("nothing can be listened to at 127.0.0.1:" + other.getLocalPort() + ": ")
                    .hasMessageContaining("name another port with --port");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertThatThrownBy(() -> start("192.0.2.1", 0))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("nothing can be listened to at 192.0.2.1:0: ")
                .hasMessageEndingWith("web.address has to be an address of this machine.");
    }

    private static void start(String address, int port) {
        WebServer.start(new InetSocketAddress(address, port), List.of()).close();
    }
}
