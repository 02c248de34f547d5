package io.reckoner.jobs;

import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchTransactionManager;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchDataSource;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The context of a job: Spring Batch with its state in the database, over connections that may do what the application
 * may. Nothing is scanned for and nothing is configured that is not named here.
 *
 * <p>Example: {@code try (var context = Application.start(database, NightlyJob.class)) { ... }}.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({BatchAutoConfiguration.class, BatchJdbcAutoConfiguration.class})
public class Application {
    /**
     * The tables are ours (migration V002), in a schema of their own; the frameworks must never make or drop them.
     * Nothing runs because the context starts.
     */
    private static final Map<String, Object> PROPERTIES = Map.of(
            "spring.batch.job.enabled", "false",
            "spring.batch.jdbc.initialize-schema", "never",
            "spring.batch.jdbc.table-prefix", "jobs.BATCH_",
            "spring.main.log-startup-info", "false",
            "spring.main.register-shutdown-hook", "false",
            "spring.jmx.enabled", "false");

    /**
     * Starts a context.
     *
     * @param configurations of the jobs wanted
     */
    public static ConfigurableApplicationContext start(Database database, Class<?>... configurations) {
        SpringApplication application =
                new SpringApplication(Stream.concat(Stream.of(Application.class), Arrays.stream(configurations))
                        .toArray(Class<?>[]::new));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(PROPERTIES);
        // A singleton made elsewhere: the context would close a bean of its own, and the database outlives it.
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>)
                context -> context.getBeanFactory().registerSingleton("database", database));
        return application.run();
    }

    /** Closed with the database, not with the context. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Database database) {
        return database.as(DatabaseRole.WRITER);
    }

    @Bean
    PlatformTransactionManager transactionManager(Database database) {
        return database.transactions();
    }

    /** Closed with the database, like the other. */
    @Bean(destroyMethod = "", defaultCandidate = false)
    @BatchDataSource
    DataSource jobState(Database database) {
        return database.jobState();
    }

    @Bean(defaultCandidate = false)
    @BatchTransactionManager
    PlatformTransactionManager jobStateTransactions(Database database) {
        return new JdbcTransactionManager(database.jobState());
    }
}
