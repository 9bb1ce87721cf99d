package org.fogward.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetListTest {
    @Test
    void every_target_is_in_the_list() throws Exception {
        Path classes = Path.of(Targets.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> there;
        try (Stream<Path> files = Files.walk(classes)) {
            there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Fuzz.class"))
                    .map(name -> name.replace("Fuzz.class", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(Targets.names()).containsExactlyInAnyOrderElementsOf(there);
    }
}
