package io.reckoner.kernel.settlement;

import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.usage.Symbols;
import java.util.Arrays;

/** Whether a plan allows a model, by the model's ordinal: each name is judged once. */
final class ModelGate {
    private static final byte UNKNOWN = 0;
    private static final byte ALLOWED = 1;
    private static final byte REFUSED = 2;

    private final ModelSet models;
    private final Symbols symbols;
    private byte[] verdicts = new byte[64];

    ModelGate(ModelSet models, Symbols symbols) {
        this.models = models;
        this.symbols = symbols;
    }

    boolean allows(int model) {
        if (model >= verdicts.length) {
            verdicts = Arrays.copyOf(verdicts, Math.max(model + 1, verdicts.length * 2));
        }
        if (verdicts[model] == UNKNOWN) {
            verdicts[model] = models.contains(symbols.name(model)) ? ALLOWED : REFUSED;
        }
        return verdicts[model] == ALLOWED;
    }
}
