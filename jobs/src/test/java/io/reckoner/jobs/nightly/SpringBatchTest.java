package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

class SpringBatchTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Test
    void keepsTheStateOfJobsInOurDatabase() throws Exception {
        SpringBatch batch = SpringBatch.over(DB.database());
        Job job = new JobBuilder("oneStep", batch.repository())
                .start(new StepBuilder("only", batch.repository())
                        .tasklet(
                                (contribution, context) -> RepeatStatus.FINISHED,
                                DB.database().transactions())
                        .build())
                .build();

        JobExecution execution = batch.operator()
                .start(
                        job,
                        new JobParametersBuilder()
                                .addString("businessDate", "2026-03-01")
                                .toJobParameters());

        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
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
