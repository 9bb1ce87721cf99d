package org.fogward.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteScoreTest {

    @Test
    void the_worst_site_is_the_one_with_the_lowest_accuracy() {
        assertThat(SiteScore.worst(List.of(
                        new SiteScore("north", 0.9, 10),
                        new SiteScore("south", 0.4, 10),
                        new SiteScore("west", 0.8, 10))))
                .contains(new SiteScore("south", 0.4, 10));
    }

    @Test
    void a_site_with_few_samples_is_never_the_worst() {
        assertThat(SiteScore.worst(List.of(new SiteScore("north", 0.9, 5), new SiteScore("south", 0, 4))))
                .contains(new SiteScore("north", 0.9, 5));
        assertThat(SiteScore.worst(List.of(new SiteScore("south", 0, 4)))).isEmpty();
    }

    @Test
    void a_tie_goes_to_the_first_by_name() {
        assertThat(SiteScore.worst(List.of(new SiteScore("south", 0.5, 9), new SiteScore("north", 0.5, 5))))
                .contains(new SiteScore("north", 0.5, 5));
    }

    @Test
    void an_evaluation_makes_a_score() {
        Evaluation half = new Evaluation(new ConfusionMatrix(List.of("a", "b"), new long[] {3, 1, 2, 0}), 1);
        assertThat(SiteScore.worst(Map.of("north", half))).contains(new SiteScore("north", 0.5, 6));
    }
}
