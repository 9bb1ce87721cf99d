package org.fogward.fog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fogward.fog.archive.OpenedArchive;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose history a command looks into: a state directory's, or an archive's. */
@Command(mixinStandardHelpOptions = true)
final class LedgerSource {

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Says something now. */
    void tell(String sentence) {
        out().println(sentence);
        out().flush();
    }

    /** The archive, opened; empty for a state directory. */
    Optional<OpenedArchive> archive() throws IOException {
        return place.archive == null ? Optional.empty() : Optional.of(OpenedArchive.open(place.archive));
    }

    StateLayout state() throws IOException {
        StateLayout layout = new StateLayout(place.state);
        if (!Files.isDirectory(layout.blobs())) {
            throw new IOException(place.state + " is not a fog node's state directory");
        }
        return layout;
    }

    static final class Place {
        @Option(names = "--state", paramLabel = "DIR", description = "A fog node's state directory.")
        private Path state;

        @Option(names = "--archive", paramLabel = "FILE", description = "A file that export made.")
        private Path archive;
    }
}
