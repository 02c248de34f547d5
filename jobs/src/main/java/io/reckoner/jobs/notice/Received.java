package io.reckoner.jobs.notice;

import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A payment that was received, and what was given for it.
 *
 * @param plan the plan bought, as {@code code@version}; empty where none was
 * @param paid Wallet credit that was paid for
 * @param bonus Wallet credit that came with it
 * @param main credit of the plan's cycle, its bonus included
 */
record Received(
        String payment,
        String account,
        Occasion occasion,
        Money amount,
        Money tax,
        Instant paidAt,
        Instant recordedAt,
        String plan,
        Money paid,
        Money bonus,
        Money main,
        Money backup) {
    /** What a payment is for. */
    enum Occasion {
        TOP_UP("a top-up"),
        AUTO_TOP_UP("an automatic top-up"),
        PLAN("a plan"),
        RENEWAL("the next month of a plan"),
        SWITCH("a switch of plans");

        private final String words;

        Occasion(String words) {
            this.words = words;
        }
    }

    /** @param balance of the Wallet after it */
    Notice notice(Money balance) {
        Map<String, String> says = new LinkedHashMap<>();
        says.put("payment", payment);
        says.put("purpose", occasion.name().toLowerCase(java.util.Locale.ROOT));
        says.put("amount", amount.toString());
        says.put("tax", tax.toString());
        says.put("credited_paid", paid.toString());
        says.put("credited_bonus", bonus.toString());
        says.put("credited_main", main.toString());
        says.put("credited_backup", backup.toString());
        says.put("plan", plan);
        says.put("balance", balance.toString());
        says.put("paid_at", paidAt.toString());
        says.put("bought", plan.isEmpty() ? occasion.words : occasion.words + " (" + plan + ")");
        says.put("credited", credited());
        return new Notice(NoticeKind.RECEIPT, account, payment, recordedAt, says);
    }

    /** In words: dollars in the Wallet, credits of a plan. */
    private String credited() {
        if (!plan.isEmpty()) {
            return Shown.credits(main)
                    + (backup.isPositive() ? ", and " + Shown.credits(backup) + " in the backup" : "");
        }
        return Shown.balance(paid.plus(bonus))
                + (bonus.isPositive() ? ", of which " + Shown.balance(bonus) + " are a bonus" : "");
    }
}
