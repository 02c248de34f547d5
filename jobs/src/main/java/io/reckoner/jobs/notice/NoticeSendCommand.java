package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description = {
            "Makes one pass: finds what is to be told, and sends what waits. Under serve this happens by itself.",
            "With a notice, sends that one now, also where nobody knows whether it has arrived."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon notice send --fail-on unknown,failed",
            "  reckon notice send ntc_3f2a9c0d1e4b5a69788796a5b4c3d2e1 --channel mail --reason \"not in their inbox\""
        })
final class NoticeSendCommand extends Verb {
    /** What exit code 1 may be asked for. */
    enum Found {
        UNKNOWN(DeliveryState.UNKNOWN),
        FAILED(DeliveryState.FAILED);

        private final DeliveryState state;

        Found(DeliveryState state) {
            this.state = state;
        }
    }

    @Parameters(paramLabel = "ID", arity = "0..1", description = "This notice only, whatever became of it before.")
    private String id = "";

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            converter = ChannelOption.class,
            description = "Of this notice through this channel only: mail, webhook.")
    private @Nullable NoticeChannel channel;

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            split = ",",
            description = "End with exit code 1 for: unknown, failed (any notice is).")
    private Set<Found> failOn = EnumSet.noneOf(Found.class);

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        if (id.isEmpty()) {
            pass(session);
        } else {
            one(session);
        }
        Map<DeliveryState, Long> open =
                new NoticeDeliveryTable(session.database().jdbc()).open();
        return failOn.stream().anyMatch(found -> open.containsKey(found.state)) ? Exit.FOUND : Exit.CLEAN;
    }

    private void pass(Session session) {
        if (channel != null) {
            throw new Refusal("--channel goes with a notice. Name one, or leave it out.");
        }
        NoticeJob job = NoticeJob.of(session);
        if (!job.isSetUp()) {
            throw new Refusal("no channel is set up: nobody is told anything. Give mail.host and mail.from, or"
                    + " notice.webhook-url and notice.webhook-secret; see docs/notices.md.");
        }
        NoticePass pass = job.run();
        session.output().say(pass.sentence());
        pass.problems().forEach(session.output()::note);
    }

    private void one(Session session) {
        List<Courier> couriers = NoticeDesk.couriers(session).stream()
                .filter(courier -> channel == null || courier.channel() == channel)
                .toList();
        Set<NoticeChannel> through = couriers.stream().map(Courier::channel).collect(Collectors.toSet());
        List<NoticeDeliveryTable.Claim> claims =
                session.database().inTransaction(jdbc -> new Notices(jdbc).take(id, through, act.act()));
        NoticeSender sender = new NoticeSender(session.database());
        for (NoticeDeliveryTable.Claim claim : claims) {
            Courier courier = couriers.stream()
                    .filter(each -> each.channel() == claim.channel())
                    .findFirst()
                    .orElseThrow();
            NoticeSender.Ended ended = sender.attempt(claim, courier);
            session.output()
                    .say("Notice " + id + " by " + claim.channel().code() + " is "
                            + ended.state().words() + ": " + ended.detail() + ".");
        }
    }
}
