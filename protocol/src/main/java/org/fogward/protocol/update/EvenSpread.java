package org.fogward.protocol.update;

import java.util.Arrays;
import java.util.List;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/** The same share of each segment, as in Deep Gradient Compression (Lin et al., ICLR 2018). */
record EvenSpread() implements Spread {

    @Override
    public Limits limits(float[] values, UpdateShape shape, EncodingOptions options) {
        List<Segment> segments = shape.segments();
        Limits limits = new Limits(segments.size());
        int[] histogram = new int[Limits.BINS];
        int from = 0;
        int coordinates = 0;
        int promised = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.travel() == Travel.CHOSEN) {
                coordinates += segment.length();
                // The sums are rounded, so that many small segments together get their share.
                int most = options.count(coordinates) - promised;
                promised += most;
                Arrays.fill(histogram, 0);
                limits.weigh(i, 1);
                Limits.count(values, from, from + segment.length(), 1, histogram);
                limits.limit(i, i + 1, histogram, most);
            }
            from += segment.length();
        }
        return limits;
    }
}
