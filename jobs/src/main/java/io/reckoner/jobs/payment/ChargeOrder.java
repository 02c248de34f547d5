package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import java.util.Optional;

/**
 * The wish to charge a customer.
 *
 * @param plan code of the plan that is bought; none for top-ups
 * @param key what the wish is known by, once for ever: the same again does not charge again. An automatic top-up makes it of
 *     account, rule and sequence
 */
public record ChargeOrder(
        String account,
        GatewayName gateway,
        Purpose purpose,
        Optional<String> plan,
        Cents amount,
        Means means,
        Reference key) {
    public ChargeOrder {
        if (!amount.isPositive()) {
            throw new Refusal("a charge of nothing. Write an amount above zero.");
        }
        boolean needsPlan =
                switch (purpose) {
                    case TOP_UP, AUTO_TOP_UP -> false;
                    case PLAN_CYCLE, PLAN_SWITCH -> true;
                };
        if (needsPlan != plan.isPresent()) {
            throw new Refusal(
                    needsPlan
                            ? "a charge for a " + purpose.words() + " names the plan. Give it with --plan."
                            : "a " + purpose.words() + " buys no plan. Leave --plan out.");
        }
    }
}
