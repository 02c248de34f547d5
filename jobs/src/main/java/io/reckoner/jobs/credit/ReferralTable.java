package io.reckoner.jobs.credit;

import io.reckoner.jobs.act.Act;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code referral}. */
final class ReferralTable {
    /** Who brought whom. */
    record Pair(String referrer, String referred) {
        /** What the credit given for it is known by: the referrer's. */
        String reference() {
            return referrer + "/" + referred;
        }

        /** What the credit of the one who was brought is known by. */
        String welcome() {
            return reference() + "/welcome";
        }
    }

    private final JdbcClient jdbc;

    ReferralTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Pair pair, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO referral (referrer_id, referred_id, recorded_at, actor, reason)
                        VALUES (:referrer, :referred, :recordedAt, :actor, :reason)
                        """)
                .param("referrer", pair.referrer())
                .param("referred", pair.referred())
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /** The pair as it was rewarded, whichever way round. */
    Optional<Pair> find(String one, String other) {
        return jdbc.sql(
                        """
                        SELECT referrer_id, referred_id FROM referral
                        WHERE (referrer_id = :one AND referred_id = :other) OR (referrer_id = :other AND referred_id = :one)
                        """)
                .param("one", one)
                .param("other", other)
                .query((row, number) -> new Pair(row.getString("referrer_id"), row.getString("referred_id")))
                .optional();
    }
}
