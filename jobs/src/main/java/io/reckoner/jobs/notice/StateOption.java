package io.reckoner.jobs.notice;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A state of deliveries on the command line. */
final class StateOption implements ITypeConverter<DeliveryState> {
    @Override
    public DeliveryState convert(String text) {
        return DeliveryState.byCode(text)
                .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is no state. Write one of: "
                        + Arrays.stream(DeliveryState.values())
                                .map(DeliveryState::code)
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
