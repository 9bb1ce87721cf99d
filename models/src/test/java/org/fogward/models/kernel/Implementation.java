package org.fogward.models.kernel;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The implementations that every kernel's suite runs against. */
enum Implementation {
    BEST(Kernels.best()),
    PLAIN(Kernels.plain());

    private final Kernels kernels;

    Implementation(Kernels kernels) {
        this.kernels = kernels;
    }

    Kernels kernels() {
        return kernels;
    }

    /** Every implementation with numbers of channels that fill vectors and numbers that do not. */
    static Stream<Arguments> withChannels() {
        int[] channels = {8, 16, 24, 32, 40, 48, 56, 1, 3, 4, 6, 9, 10, 12, 20, 28, 31};
        return Arrays.stream(values())
                .flatMap(each -> Arrays.stream(channels).mapToObj(count -> Arguments.of(each, count)));
    }
}
