package org.fogward.edge.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.edge.TestCa;
import org.junit.jupiter.api.Test;

class TrustedRootsTest {
    private static final Instant NOW = Instant.now();

    private final TestCa old = new TestCa("old");
    private final TestCa next = new TestCa("next");
    private final TestCa third = new TestCa("third");
    private final TestCa stranger = new TestCa("stranger");

    @Test
    void trusts_a_new_root_that_a_trusted_one_certifies() {
        assertThat(after(List.of(old.root()), old.root(), next.root(), next.rootBy(old)))
                .containsExactly(old.root(), next.root());
    }

    @Test
    void trusts_no_root_on_its_own_word_or_on_that_of_a_stranger() {
        assertThat(after(List.of(old.root()), next.root())).containsExactly(old.root());
        assertThat(after(List.of(old.root()), next.root(), stranger.root(), next.rootBy(stranger)))
                .containsExactly(old.root());
        assertThat(after(List.of(old.root()), next.rootBy(old), stranger.root(), old.issuing()))
                .containsExactly(old.root());
    }

    @Test
    void trusts_no_root_that_takes_the_name_of_a_certified_one() {
        TestCa namesake = new TestCa("next");

        assertThat(after(List.of(old.root()), namesake.root(), next.rootBy(old)))
                .containsExactly(old.root());
        assertThat(after(List.of(old.root()), next.root(), next.rootBy(new TestCa("old"))))
                .containsExactly(old.root());
    }

    @Test
    void follows_several_changes_at_once() {
        assertThat(after(List.of(old.root()), third.rootBy(next), third.root(), next.root(), next.rootBy(old)))
                .containsExactly(old.root(), next.root(), third.root());
    }

    @Test
    void drops_roots_that_ended_and_keeps_those_that_are_only_not_listed() {
        TestCa ended = new TestCa("ended", NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
        TestCa later = new TestCa("later", NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));

        assertThat(after(List.of(ended.root(), old.root()), ended.root(), next.root()))
                .containsExactly(old.root());
        assertThat(after(List.of(old.root()), later.root(), later.rootBy(old))).containsExactly(old.root());
        assertThat(after(List.of(ended.root()), next.root(), next.rootBy(ended)))
                .isEmpty();
    }

    @Test
    void trusts_eight_roots_at_most() {
        List<X509Certificate> offered = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TestCa another = new TestCa("root-" + i);
            offered.add(another.root());
            offered.add(another.rootBy(old));
        }

        assertThat(TrustedRoots.after(List.of(old.root()), offered, NOW)).hasSize(8);
    }

    @Test
    void never_trusts_what_no_trusted_root_vouches_for_whatever_is_offered() {
        List<X509Certificate> all = List.of(
                old.root(),
                old.issuing(),
                next.root(),
                next.issuing(),
                third.root(),
                stranger.root(),
                next.rootBy(old),
                third.rootBy(next),
                third.rootBy(stranger),
                stranger.rootBy(third));
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 300; i++) {
            List<X509Certificate> offered =
                    all.stream().filter(it -> random.nextInt(3) > 0).toList();
            List<X509Certificate> roots = TrustedRoots.after(List.of(old.root()), offered, NOW);
            boolean nextVouched = offered.contains(all.get(2)) && offered.contains(all.get(6));
            boolean thirdVouched = nextVouched && offered.contains(all.get(4)) && offered.contains(all.get(7));
            assertThat(roots.contains(next.root())).isEqualTo(nextVouched);
            assertThat(roots.contains(third.root())).isEqualTo(thirdVouched);
            assertThat(roots).contains(old.root()).doesNotContain(old.issuing(), next.issuing());
            if (!thirdVouched) {
                assertThat(roots).doesNotContain(stranger.root());
            }
        }
    }

    private static List<X509Certificate> after(List<X509Certificate> trusted, X509Certificate... offered) {
        return TrustedRoots.after(trusted, List.of(offered), NOW);
    }
}
