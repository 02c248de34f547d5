package io.reckoner.acceptance.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every lot's history adds up: granted + returned = drawn + lapsed + clawed back + left. Knows nothing of the product's signs. */
final class LotOracle {
    /** What became of a lot. */
    private static final class History {
        private BigDecimal granted = BigDecimal.ZERO;
        private BigDecimal returned = BigDecimal.ZERO;
        private BigDecimal drawn = BigDecimal.ZERO;
        private BigDecimal lapsed = BigDecimal.ZERO;
        private BigDecimal clawedBack = BigDecimal.ZERO;

        private void add(String type, BigDecimal amount) {
            switch (type) {
                case "grant" -> granted = granted.add(amount);
                case "return" -> returned = returned.add(amount);
                case "draw", "adjustment_draw", "pay_off" -> drawn = drawn.add(amount);
                case "lapse" -> lapsed = lapsed.add(amount);
                case "refund_draw", "claw_back_draw", "chargeback_draw" -> clawedBack = clawedBack.add(amount);
                default -> throw new IllegalArgumentException("a lot has a " + type);
            }
        }

        private BigDecimal left() {
            return granted.add(returned).subtract(drawn).subtract(lapsed).subtract(clawedBack);
        }
    }

    private LotOracle() {}

    static void check(JdbcClient jdbc) {
        Map<String, History> histories = new HashMap<>();
        List<String> faults = new ArrayList<>();
        // A whole history in the order of its days: at no end of a day may more be gone than came.
        jdbc.sql(
                        """
                        SELECT lot_id, day, run_id, type, sum(amount) AS amount FROM reports.movement WHERE lot_id <> ''
                        GROUP BY lot_id, day, run_id, type
                        ORDER BY lot_id, day, run_id, type NOT IN ('grant', 'return')
                        """)
                .query(row -> {
                    String lot = row.getString("lot_id");
                    History history = histories.computeIfAbsent(lot, id -> new History());
                    history.add(row.getString("type"), row.getBigDecimal("amount"));
                    if (history.left().signum() < 0) {
                        faults.add(lot + " has " + history.left() + " left on " + row.getString("day"));
                    }
                });
        jdbc.sql("SELECT lot_id, amount, landed, remaining FROM reports.lot ORDER BY lot_id")
                .query(row -> {
                    String lot = row.getString("lot_id");
                    BigDecimal amount = row.getBigDecimal("amount");
                    BigDecimal remaining = row.getBigDecimal("remaining");
                    if (!row.getBoolean("landed")) {
                        return;
                    }
                    History history = histories.remove(lot);
                    if (history == null || history.granted.compareTo(amount) != 0) {
                        faults.add(lot + " of " + amount + " was granted "
                                + (history == null ? "never" : history.granted));
                    } else if (history.left().compareTo(remaining) != 0) {
                        faults.add(lot + " has " + remaining + " left, its history says " + history.left());
                    }
                });
        histories.keySet().forEach(lot -> faults.add(lot + " has a history but is no lot"));
        assertThat(faults).as("histories of lots").isEmpty();
    }
}
