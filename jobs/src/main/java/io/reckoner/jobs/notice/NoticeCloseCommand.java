package io.reckoner.jobs.notice;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        description = "Gives up a notice that waits, is unknown or failed: it is sent no more.",
        footerHeading = "%nExample:%n",
        footer = "  reckon notice close ntc_3f2a9c0d1e4b5a69788796a5b4c3d2e1 --reason \"they have it\"")
final class NoticeCloseCommand extends Verb {
    @Parameters(paramLabel = "ID", description = "The notice.")
    private String id = "";

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            converter = ChannelOption.class,
            description = "Through this channel only: mail, webhook.")
    private @Nullable NoticeChannel channel;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Set<NoticeChannel> through = channel == null ? Set.of(NoticeChannel.values()) : Set.of(channel);
        session.database().inTransaction(jdbc -> {
            new Notices(jdbc).close(id, through, act.act());
            return id;
        });
        session.output().say("Notice " + id + " is closed.");
        return Exit.CLEAN;
    }
}
