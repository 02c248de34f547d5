package io.reckoner.jobs.rating;

import picocli.CommandLine.Command;

/** {@code reckon price}. */
@Command(
        name = "price",
        description = "Price books: import, list, show; price a request; explain a charge.",
        subcommands = {
            PriceImportCommand.class,
            PriceDiffCommand.class,
            PriceConfirmCommand.class,
            PriceListCommand.class,
            PriceShowCommand.class,
            PriceQuoteCommand.class,
            PriceExplainCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon price import my-prices.yaml --reason \"list of March\"")
public final class PriceCommand {}
