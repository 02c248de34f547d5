package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_effect}. */
final class EffectTable {
    private final JdbcClient jdbc;

    EffectTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean has(String effect) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM payment_effect WHERE effect_ref = :effect)")
                .param("effect", effect)
                .query(Boolean.class)
                .single();
    }

    void add(String effect, Intent intent) {
        jdbc.sql("INSERT INTO payment_effect (effect_ref, intent_id) VALUES (:effect, :intent)")
                .param("effect", effect)
                .param("intent", intent.id())
                .update();
    }
}
