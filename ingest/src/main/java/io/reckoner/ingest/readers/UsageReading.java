package io.reckoner.ingest.readers;

import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.Objects;

/**
 * Reads usage objects, one after the other, without making objects: first {@link #take} while the line is scanned, then
 * {@link #read} once its format is known. For one thread. {@link UsageReaders} reads a single one.
 */
public final class UsageReading {
    private static final Component[] COMPONENTS = Component.values();
    private static final UsageFormat[] FORMATS = UsageFormat.values();
    private static final UsageReader[] READERS = readers();

    private final UsageFields fields = new UsageFields();
    private final Tally tally = new Tally(fields);

    private static UsageReader[] readers() {
        UsageReader[] readers = new UsageReader[FORMATS.length];
        for (UsageFormat format : FORMATS) {
            readers[format.ordinal()] = reader(format);
        }
        return readers;
    }

    private static UsageReader reader(UsageFormat format) {
        return switch (format) {
            case OPENAI_CHAT -> OpenAiReader.CHAT;
            case OPENAI_RESPONSES -> OpenAiReader.RESPONSES;
            case OPENAI_EMBEDDINGS -> new EmbeddingsReader();
            case OPENAI_IMAGES -> new ImagesReader();
            case OPENAI_AUDIO -> new AudioReader();
            case ANTHROPIC_MESSAGES -> new AnthropicReader();
            case GOOGLE_GENERATE -> new GoogleReader();
            case BEDROCK_CONVERSE -> new BedrockReader();
            case COHERE_CHAT -> new CohereReader();
            case GENERIC -> new GenericReader();
        };
    }

    /** The counts that a dialect knows. */
    static CountsRead counts(UsageFormat format) {
        return READERS[format.ordinal()].counts();
    }

    /** Takes a usage object from the cursor, which stands at its brace; the answer is its content hash. */
    public long take(JsonCursor cursor) {
        return fields.take(cursor);
    }

    /** Forgets the object taken last. */
    public void forget() {
        fields.forget();
        tally.clear();
    }

    /** Reads the object taken last; false where it cannot be read, for {@link #reason}. */
    public boolean read(UsageFormat format, ProviderFamily family) {
        tally.clear();
        UsageReader reader = READERS[format.ordinal()];
        reader.read(tally, family);
        tally.knownOnly(reader.counts(), format.code());
        if (!tally.faulty()) {
            tally.add(Component.REQUEST, 1);
        }
        return !tally.faulty();
    }

    /** Why the last object could not be read: a count, or a broken identity. */
    public SuspenseReason reason() {
        return Objects.requireNonNull(tally.reason(), "it could be read");
    }

    /** The reason in a sentence that is the same for the same fault. */
    public String detail() {
        return tally.detail();
    }

    /**
     * Copies the counts of the object read last to their components' ordinals. In the answer bit {@code c} is set for
     * each component that has a count above zero; {@code REQUEST} always has. Other places are left as they are.
     */
    public int copyTo(long[] counts) {
        for (int rest = tally.present(); rest != 0; rest &= rest - 1) {
            int component = Integer.numberOfTrailingZeros(rest);
            counts[component] = tally.count(component);
        }
        return tally.present();
    }

    /** Sum of all tokens of the object read last, of whatever kind. */
    public long tokens() {
        long tokens = 0;
        for (int rest = tally.present(); rest != 0; rest &= rest - 1) {
            int component = Integer.numberOfTrailingZeros(rest);
            tokens += COMPONENTS[component].unit() == Component.Unit.TOKEN ? tally.count(component) : 0;
        }
        return tokens;
    }
}
