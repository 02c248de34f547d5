package io.reckoner.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.cli.Reckon;
import io.reckoner.jobs.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoFolderTest {
    @TempDir
    Path root;

    @Test
    void takesTheNextFolderThatNobodyUses() throws IOException {
        assertThat(DemoFolder.choose(Optional.empty(), root).root()).isEqualTo(root.resolve("demo-data"));
        use(root.resolve("demo-data"));
        assertThat(DemoFolder.choose(Optional.empty(), root).root()).isEqualTo(root.resolve("demo-data-2"));
        use(root.resolve("demo-data-2"));
        assertThat(DemoFolder.choose(Optional.empty(), root).root()).isEqualTo(root.resolve("demo-data-3"));
    }

    @Test
    void refusesAFolderThatHoldsSomething() throws IOException {
        Path folder = root.resolve("books");
        use(folder);
        assertThatThrownBy(() -> DemoFolder.choose(Optional.of(folder), root))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not empty");
        assertThat(folder.resolve("kept")).hasContent("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--data FOLDER demo", "demo --data FOLDER"})
    void takesTheFolderThatIsNamed(String line) throws IOException {
        Path folder = root.resolve("books");
        use(folder);
        StringWriter err = new StringWriter();
        int exit = Reckon.execute(
                line.replace("FOLDER", folder.toString()).split(" "),
                Map.of(),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(err),
                Terminal.NONE,
                Clock.systemUTC());
        assertThat(err.toString()).contains(folder + " is not empty");
        assertThat(exit).isEqualTo(2);
    }

    private static void use(Path folder) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("kept"), "kept");
    }
}
