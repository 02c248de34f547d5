package io.reckoner.jobs.nightly;

import io.reckoner.jobs.database.Database;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Spring Batch over the database of an installation. Made without an application context: a night has nothing to look up, and
 * a context costs each new process half a second of processor time.
 *
 * @param repository the state of jobs, in the tables of migration V002, on connections of its own
 * @param operator runs a job on the thread that starts it
 */
record SpringBatch(JobRepository repository, JobOperator operator) {
    private static final String TABLE_PREFIX = "jobs.BATCH_";

    static SpringBatch over(Database database) {
        DataSource state = database.jobState();
        PlatformTransactionManager transactions = new JdbcTransactionManager(state);
        try {
            JobRepository repository = repository(state, transactions);
            return new SpringBatch(repository, operator(repository, transactions));
        } catch (Exception e) {
            throw new IllegalStateException("Spring Batch could not be set up over its tables: " + e.getMessage(), e);
        }
    }

    private static JobRepository repository(DataSource state, PlatformTransactionManager transactions)
            throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(state);
        factory.setTransactionManager(transactions);
        factory.setTablePrefix(TABLE_PREFIX);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    private static JobOperator operator(JobRepository repository, PlatformTransactionManager transactions)
            throws Exception {
        JobOperatorFactoryBean factory = new JobOperatorFactoryBean();
        factory.setJobRepository(repository);
        factory.setTransactionManager(transactions);
        factory.setJobRegistry(new MapJobRegistry());
        factory.setTaskExecutor(new SyncTaskExecutor());
        factory.afterPropertiesSet();
        return factory.getObject();
    }
}
