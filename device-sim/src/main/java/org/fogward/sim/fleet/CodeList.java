package org.fogward.sim.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.edge.enrol.Invitation;
import org.fogward.protocol.identity.GatewayId;

/** Invitations by gateway, as a file has them: {@code NAME CODE} on each line. Its text form leaves the codes out. */
final class CodeList {
    private static final int LONGEST = 1 << 20;

    private final Map<GatewayId, Invitation> invitations = new HashMap<>();

    private CodeList() {}

    /**
     * Reads a list; without a file it is empty.
     *
     * @throws IllegalArgumentException naming the line that is wrong, without the code
     * @throws IOException if the file cannot be read
     */
    static CodeList read(Optional<Path> file) throws IOException {
        CodeList list = new CodeList();
        if (file.isPresent()) {
            if (Files.size(file.get()) > LONGEST) {
                throw new IllegalArgumentException("--codes: longer than " + LONGEST + " bytes");
            }
            List<String> lines = Files.readAllLines(file.get());
            for (int i = 0; i < lines.size(); i++) {
                list.add(i + 1, lines.get(i).strip());
            }
        }
        return list;
    }

    /**
     * A gateway's invitation.
     *
     * @throws IllegalArgumentException if it has none
     */
    Invitation of(GatewayId gateway) {
        return Optional.ofNullable(invitations.get(gateway))
                .orElseThrow(() -> new IllegalArgumentException("--codes: none for " + gateway
                        + ", which has not enrolled; \"fog invite " + gateway + "\" prints one"));
    }

    private void add(int number, String line) {
        if (line.isEmpty()) {
            return;
        }
        String[] words = line.split("\\s+", 2);
        try {
            if (words.length == 2) {
                invitations.put(new GatewayId(words[0]), Invitation.parse(words[1]));
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--codes: line " + number + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("--codes: line " + number + ": NAME CODE expected");
    }
}
