package org.fogward.ledger.embedded;

import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.Participants;
import org.fogward.ledger.round.Rounds;
import org.fogward.ledger.verify.ChainVerifier;

/**
 * What 100 rounds of an opened federation take on the disk, however many gateways it has, and how long the whole ledger
 * takes to verify. Run by hand; arguments: a directory that is not there yet, gateways, rounds.
 */
final class FederationBenchmark {
    private static final String ID = "clinics";

    private FederationBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int gateways = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        Path blocks = directory.resolve(EmbeddedLedger.BLOCKS);
        try (EmbeddedLedger ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
                LedgerClient admin = ledger.connect(ledger.member(NodeRole.ADMIN));
                LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT))) {
            OpenedFederation.open(ID, admin, client, "fogward");
            Participants participants = new Participants(client);
            for (int i = 1; i <= gateways; i++) {
                participants.register(new Gateway(ID, "gw-" + i, "%064x".formatted(i)));
            }
            long before = Files.size(blocks);
            for (int round = 1; round <= rounds; round++) {
                new Rounds(client).anchor(anchor(ID, "fog-1", round));
                if (round == 100) {
                    System.out.printf("%d gateways: 100 rounds are %d bytes%n", gateways, Files.size(blocks) - before);
                }
            }
        }
        long begun = System.nanoTime();
        var report = ChainVerifier.verify(blocks);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "verified %d rounds (clean: %b) in %.2f s: %.0f rounds a minute; load %s%n",
                report.rounds().size(),
                report.clean(),
                seconds,
                60 * rounds / seconds,
                Files.readString(Path.of("/proc/loadavg")).strip());
    }
}
