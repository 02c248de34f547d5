package io.reckoner.jobs.payment;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A gateway by its name. */
public final class GatewayOption implements ITypeConverter<GatewayName> {
    @Override
    public GatewayName convert(String text) {
        return GatewayName.byCode(text)
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + text + "\" is no gateway. Write one of " + GatewayName.codes() + "."));
    }
}
