package io.reckoner.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimetableTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final ScheduleSettings EVERY_SECOND =
            new ScheduleSettings(Duration.ofSeconds(1), "0 30 0 * * ?", Duration.ofSeconds(1));

    /** Counts ticks; the first one fails, as a settlement may. */
    private static final class Counting implements Settling {
        final CountDownLatch ticks = new CountDownLatch(3);
        final CountDownLatch notices = new CountDownLatch(2);

        @Override
        public void settle() {
            ticks.countDown();
            if (ticks.getCount() == 2) {
                throw new IllegalStateException("the first tick fails");
            }
        }

        @Override
        public void notices() {
            notices.countDown();
            throw new IllegalStateException("notices never end the timetable");
        }

        @Override
        public void night() {
            throw new IllegalStateException("no night is due");
        }
    }

    @Test
    void ticksOnAfterATickThatFailed() throws Exception {
        Counting counting = new Counting();
        try (Timetable timetable = Timetable.start(DATABASE.database(), EVERY_SECOND, counting)) {
            assertThat(counting.ticks.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(counting.notices.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(timetable.triggers().get(1).getNextFireTime().toInstant().atOffset(ZoneOffset.UTC))
                    .satisfies(night -> assertThat(night.toLocalTime()).hasToString("00:30"));
        }
        assertThat(DATABASE.database()
                        .jdbc()
                        .sql("SELECT trigger_name FROM jobs.qrtz_triggers ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("nightly", "notices", "settle");
    }
}
