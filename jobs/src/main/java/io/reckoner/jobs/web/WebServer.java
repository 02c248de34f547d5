package io.reckoner.jobs.web;

import io.reckoner.jobs.act.Refusal;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** A running HTTP server; closed, it lets requests in progress end. */
public final class WebServer implements AutoCloseable {
    /** Nothing is scanned for: controllers are handed over. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Beans {}

    /** A slow or greedy client must not hold up the others. */
    private static final Map<String, Object> LIMITS = Map.of(
            "server.max-http-request-header-size", "16KB",
            "server.tomcat.max-http-form-post-size", "1MB",
            "server.tomcat.max-swallow-size", "1MB",
            "server.tomcat.connection-timeout", "10s",
            "server.tomcat.keep-alive-timeout", "15s",
            "server.tomcat.max-connections", "1000",
            "spring.threads.virtual.enabled", "true",
            "server.shutdown", "graceful",
            "spring.lifecycle.timeout-per-shutdown-phase", "10s");

    private static final Map<String, Object> QUIET = Map.of(
            "spring.main.log-startup-info", "false",
            "spring.main.register-shutdown-hook", "false",
            "spring.jmx.enabled", "false",
            "spring.web.resources.add-mappings", "false",
            "logging.level.org.apache", "warn",
            "logging.level.org.springframework", "warn",
            // What stops it from starting is told as a sentence.
            "logging.level.org.springframework.boot", "off",
            // A settlement says itself why it failed.
            "logging.level.org.springframework.batch", "off",
            // Strangers knock at wrong doors all day.
            "logging.level.org.springframework.web.servlet", "error");

    private final ConfigurableApplicationContext context;
    private final String address;

    private WebServer(ConfigurableApplicationContext context, String address) {
        this.context = context;
        this.address = address;
    }

    /**
     * Starts to listen.
     *
     * @throws Refusal where this machine does not have the address, or another program listens at the port
     */
    public static WebServer start(InetSocketAddress at, List<Object> controllers) {
        Map<String, Object> properties = new LinkedHashMap<>(LIMITS);
        properties.putAll(QUIET);
        properties.put("server.address", at.getHostString());
        properties.put("server.port", String.valueOf(at.getPort()));
        SpringApplication application = new SpringApplication(Beans.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>)
                context -> controllers.forEach(controller -> context.getBeanFactory()
                        .registerSingleton(controller.getClass().getSimpleName(), controller)));
        try {
            return new WebServer(application.run(), at.getHostString());
        } catch (RuntimeException fault) {
            throw NestedExceptionUtils.getMostSpecificCause(fault) instanceof BindException why
                    ? notFree(at, why)
                    : fault;
        }
    }

    private static Refusal notFree(InetSocketAddress at, BindException why) {
        return new Refusal(
                "nothing can be listened to at " + at.getHostString() + ":" + at.getPort() + ": " + why.getMessage()
                        + ". Where another program listens there, perhaps another serve, end it or name another port with --port or"
                        + " web.port; web.address has to be an address of this machine.");
    }

    /** The port it listens on. */
    public int port() {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("the web server has not been started");
    }

    /** Where it is reached from this machine. */
    public String url() {
        return "http://" + address + ":" + port();
    }

    @Override
    public void close() {
        context.close();
    }
}
