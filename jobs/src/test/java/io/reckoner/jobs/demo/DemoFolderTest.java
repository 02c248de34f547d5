package io.reckoner.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static void use(Path folder) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("kept"), "kept");
    }
}
