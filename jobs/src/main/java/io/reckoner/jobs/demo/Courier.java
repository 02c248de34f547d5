package io.reckoner.jobs.demo;

import io.reckoner.ingest.segment.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries sealed segments from where proxies write them to the intake folder: well, or as couriers now and then do. What
 * it leaves behind goes along the next time.
 */
final class Courier {
    /** How a delivery goes. */
    enum Manner {
        WELL,
        /** One segment comes twice, the second time under another name. */
        ONE_TWICE,
        /** One segment is left behind. */
        ONE_LEFT_BEHIND,
        /** One segment is changed on the way; the good one is left behind. */
        ONE_TAMPERED_WITH
    }

    private final Path gateway;
    private final Path intake;

    Courier(Path gateway, Path intake) {
        this.gateway = gateway;
        this.intake = intake;
    }

    void deliver(Manner manner) throws IOException {
        switch (manner) {
            case WELL -> deliverAllBut(Optional.empty());
            case ONE_TWICE -> {
                Path chosen = busiest("sim-1");
                deliverAllBut(Optional.empty());
                Files.copy(
                        intake.resolve(chosen.getFileName()),
                        intake.resolve(chosen.getFileName().toString().replace("sim-1", "copy")));
            }
            case ONE_LEFT_BEHIND -> deliverAllBut(Optional.of(busiest("sim-2")));
            case ONE_TAMPERED_WITH -> {
                Path chosen = busiest("sim-3");
                deliverAllBut(Optional.of(chosen));
                Files.writeString(
                        intake.resolve(chosen.getFileName()),
                        Files.readString(chosen).replaceFirst("\"status\":200", "\"status\":500"));
            }
        }
    }

    /** Whether anything waits to be delivered. */
    boolean hasLeftOvers() throws IOException {
        return !sealed().isEmpty();
    }

    private void deliverAllBut(Optional<Path> leftBehind) throws IOException {
        for (Path segment : sealed()) {
            if (!Optional.of(segment).equals(leftBehind)) {
                Files.move(
                        segment,
                        intake.resolve(segment.getFileName()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The largest segment of a proxy, which holds events for certain. */
    private Path busiest(String proxy) throws IOException {
        Path busiest = gateway;
        long most = -1;
        for (Path segment : sealed()) {
            if (segment.getFileName().toString().contains("-" + proxy + "-") && Files.size(segment) > most) {
                busiest = segment;
                most = Files.size(segment);
            }
        }
        return busiest;
    }

    private List<Path> sealed() throws IOException {
        try (Stream<Path> files = Files.list(gateway)) {
            return files.filter(file -> SegmentName.parse(file.getFileName().toString())
                            .filter(name -> !name.growing())
                            .isPresent())
                    .sorted()
                    .toList();
        }
    }
}
