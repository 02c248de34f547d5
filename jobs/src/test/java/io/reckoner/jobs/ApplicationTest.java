package io.reckoner.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

class ApplicationTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Configuration(proxyBeanMethods = false)
    static class OneStep {
        @Bean
        Job oneStep(JobRepository repository, PlatformTransactionManager transactions) {
            return new JobBuilder("oneStep", repository)
                    .start(new StepBuilder("only", repository)
                            .tasklet((contribution, context) -> RepeatStatus.FINISHED, transactions)
                            .build())
                    .build();
        }
    }

    @Test
    void keepsTheStateOfJobsInOurDatabaseAndLeavesTheDatabaseOpen() throws Exception {
        try (ConfigurableApplicationContext context = Application.start(DB.database(), OneStep.class)) {
            JobExecution execution = context.getBean(JobOperator.class)
                    .start(
                            context.getBean(Job.class),
                            new JobParametersBuilder()
                                    .addString("businessDate", "2026-03-01")
                                    .toJobParameters());
            assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        }
        assertThat(DB.database()
                        .jdbc()
                        .sql(
                                """
                                SELECT i.job_name || ' ' || e.status || ' ' || p.parameter_value
                                FROM jobs.batch_job_instance i
                                JOIN jobs.batch_job_execution e USING (job_instance_id)
                                JOIN jobs.batch_job_execution_params p USING (job_execution_id)
                                """)
                        .query(String.class)
                        .list())
                .containsExactly("oneStep COMPLETED 2026-03-01");
    }
}
