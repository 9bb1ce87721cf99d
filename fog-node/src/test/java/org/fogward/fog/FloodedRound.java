package org.fogward.fog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.fogward.models.network.NetworkPool;

/**
 * What a gateway that floods costs the others: how long twenty updates take from the first one sent to the last receipt, without it and
 * beside it. {@code FloodedRound DIR [ROUNDS]}.
 */
final class FloodedRound {

    private FloodedRound() {}

    public static void main(String... arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        measure("calm", folder, rounds, false);
        measure("flooded", folder, rounds, true);
        System.exit(0);
    }

    private static void measure(String name, Path folder, int rounds, boolean flood) throws Exception {
        try (NetworkPool networks = new NetworkPool(1);
                FloodedFederation federation = new FloodedFederation(folder.resolve(name), rounds, networks)) {
            if (flood) {
                federation.flood();
            }
            double[] millis = new double[rounds];
            for (int round = 1; round <= rounds; round++) {
                federation.awaitOpen(round);
                long begun = System.nanoTime();
                federation.answer(round);
                millis[round - 1] = (System.nanoTime() - begun) / 1e6;
            }
            Arrays.sort(millis);
            Runtime memory = Runtime.getRuntime();
            System.out.printf(
                    "%s: %d updates in %.0f ms (median of %d rounds), %.0f ms at most; slowed %.0f times, %.0f connections"
                            + " refused, %.0f downloads refused, %.0f messages dropped; heap %d MB%n",
                    name,
                    FloodedFederation.HONEST,
                    millis[rounds / 2],
                    rounds,
                    millis[rounds - 1],
                    federation.limited("message_rate") + federation.limited("byte_rate"),
                    federation.limited("connects") + federation.limited("replaced"),
                    federation.limited("downloads"),
                    federation.dropped("malformed") + federation.dropped("flooded"),
                    (memory.totalMemory() - memory.freeMemory()) >> 20);
        }
    }
}
