package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words on the command line that stay with an act: what cannot be kept is told with all else that is wrong in the line. */
public abstract class ActWords implements ITypeConverter<String> {
    /** What an act is recognised by. */
    public static final class OfReference extends ActWords {
        OfReference() {
            super(text -> new Reference(text).text());
        }
    }

    /** Who does it; an empty text is the user of the system. */
    public static final class OfActor extends ActWords {
        OfActor() {
            super(text -> text.isEmpty() ? text : new Act(text, "").actor());
        }
    }

    /** Why. */
    public static final class OfReason extends ActWords {
        OfReason() {
            super(text -> new Act("anyone", text).reason());
        }
    }

    private final UnaryOperator<String> reading;

    private ActWords(UnaryOperator<String> reading) {
        this.reading = reading;
    }

    @Override
    public final String convert(String text) {
        try {
            return reading.apply(text);
        } catch (Refusal refused) {
            throw new TypeConversionException(refused.getMessage());
        }
    }
}
