package io.reckoner.jobs.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that is given or not, where a value is given to it all the same: {@code --dry-run=true}. */
public final class FlagOption implements ITypeConverter<Boolean> {
    @Override
    public Boolean convert(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new TypeConversionException("\"" + text + "\" is neither true nor false. Give the option alone.");
    }
}
