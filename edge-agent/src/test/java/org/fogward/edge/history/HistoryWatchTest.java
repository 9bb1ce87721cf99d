package org.fogward.edge.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.protocol.chain.ChainHead;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.Anchored;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryWatchTest {
    @TempDir
    Path directory;

    private final List<Digest> data = new ArrayList<>();
    private final List<ChainHead> chain = chain("true", 20, data);
    private GatewayDatabase database;
    private KnownHeads heads;
    private HistoryWatch watch;

    @BeforeEach
    void open() throws Exception {
        database = GatewayDatabase.open(directory.resolve("gateway.db"));
        heads = new KnownHeads(database);
        watch = new HistoryWatch(heads);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void takes_the_first_block_as_it_is() {
        assertThat(watch.accepts(1, receipt(-1, 4))).isTrue();
        assertThat(heads.newest()).contains(chain.get(4));
        assertThat(heads.alarm()).isEmpty();
    }

    @Test
    void follows_a_history_that_goes_on() {
        watch.accepts(1, receipt(-1, 1));
        assertThat(watch.accepts(2, receipt(1, 2))).isTrue();
        assertThat(watch.accepts(9, receipt(2, 17))).isTrue();
        assertThat(heads.newest()).contains(chain.get(17));
    }

    @Test
    void takes_receipts_that_come_again_or_late() {
        watch.accepts(1, receipt(-1, 1));
        watch.accepts(3, receipt(1, 9));
        assertThat(watch.accepts(1, receipt(-1, 1))).isTrue();
        assertThat(watch.accepts(2, receipt(1, 5))).isTrue();
        assertThat(watch.accepts(4, receipt(1, 12))).isTrue();
        assertThat(heads.newest()).contains(chain.get(12));
        assertThat(heads.alarm()).isEmpty();
    }

    @Test
    void raises_an_alarm_when_a_known_block_is_another_one() {
        watch.accepts(1, receipt(-1, 4));
        assertThat(watch.accepts(1, said(4, other("rewritten").get(4).hash()))).isFalse();
        assertThat(heads.alarm().orElseThrow()).contains("round 1").contains("block 4 was another one before");
        assertThat(heads.newest()).contains(chain.get(4));
    }

    @Test
    void raises_an_alarm_when_a_rewritten_history_comes_to_a_later_block() {
        watch.accepts(1, receipt(-1, 4));
        List<Digest> rewritten = new ArrayList<>();
        List<ChainHead> other = chain("rewritten", 20, rewritten);
        Anchored.Builder later = said(7, other.get(7).hash()).toBuilder().setKnownBlocks(5);
        rewritten.subList(4, 7).forEach(hash -> later.addDataHashes(ByteString.copyFrom(hash.bytes())));
        assertThat(watch.accepts(2, later.build())).isFalse();
        assertThat(heads.alarm().orElseThrow()).contains("block 7 does not follow block 4");
    }

    @Test
    void raises_an_alarm_when_a_path_misses_a_known_block() {
        watch.accepts(1, receipt(-1, 2));
        watch.accepts(2, receipt(2, 6));
        List<Digest> forged = new ArrayList<>(data.subList(2, 9));
        forged.set(1, Digest.of(new byte[] {9}));
        ChainHead end = chain.get(2);
        for (Digest hash : forged) {
            end = end.next(hash);
        }
        Anchored.Builder anchored = said(end.block(), end.hash()).toBuilder().setKnownBlocks(3);
        forged.forEach(hash -> anchored.addDataHashes(ByteString.copyFrom(hash.bytes())));
        assertThat(watch.accepts(3, anchored.build())).isFalse();
        assertThat(heads.alarm().orElseThrow()).contains("block 6 was another one before");
    }

    @Test
    void raises_an_alarm_when_nothing_shows_that_a_block_follows() {
        watch.accepts(1, receipt(-1, 4));
        assertThat(watch.accepts(2, said(7, chain.get(7).hash()))).isFalse();
        assertThat(heads.alarm().orElseThrow()).contains("nothing shows");
    }

    @Test
    void lets_a_block_by_whose_update_was_made_before_any_was_known() {
        assertThat(heads.tell(1)).isZero();
        assertThat(heads.tell(2)).isZero();
        watch.accepts(1, receipt(-1, 4));
        assertThat(heads.tell(3)).isEqualTo(5);
        assertThat(watch.accepts(2, said(7, chain.get(7).hash()))).isTrue();
        assertThat(heads.newest()).contains(chain.get(4));
        assertThat(watch.accepts(3, receipt(4, 9))).isTrue();
        assertThat(heads.newest()).contains(chain.get(9));
        assertThat(heads.alarm()).isEmpty();
    }

    @Test
    void believes_a_block_after_a_long_absence() {
        watch.accepts(1, receipt(-1, 4));
        assertThat(watch.accepts(2, said(4 + 4096, chain.get(7).hash()))).isFalse();
        assertThat(watch.accepts(2, said(4 + 4097, chain.get(7).hash()))).isTrue();
        assertThat(heads.newest().orElseThrow().block()).isEqualTo(4 + 4097);
    }

    @Test
    void lets_an_older_block_by_that_it_cannot_check() {
        watch.accepts(2, receipt(-1, 4));
        assertThat(watch.accepts(1, said(3, chain.get(3).hash()))).isTrue();
        assertThat(heads.head(3)).isEmpty();
    }

    @Test
    void remembers_over_a_restart() throws Exception {
        watch.accepts(1, receipt(-1, 4));
        watch.accepts(2, said(7, chain.get(7).hash()));
        database.close();
        open();
        assertThat(heads.newest()).contains(chain.get(4));
        assertThat(heads.alarm()).isPresent();
        assertThat(watch.accepts(2, receipt(4, 7))).isTrue();
    }

    @Test
    void names_what_is_malformed() {
        Anchored anchored = Anchored.newBuilder().setBlock(3).build();
        assertThat(watch.accepts(1, anchored)).isFalse();
        assertThat(heads.alarm().orElseThrow()).contains("malformed");
        assertThat(heads.newest()).isEmpty();
    }

    private Anchored receipt(int known, int block) {
        Anchored.Builder anchored = said(block, chain.get(block).hash()).toBuilder();
        if (known >= 0) {
            anchored.setKnownBlocks(known + 1);
            data.subList(known, block).forEach(hash -> anchored.addDataHashes(ByteString.copyFrom(hash.bytes())));
        }
        return anchored.build();
    }

    private static Anchored said(long block, Digest hash) {
        return Anchored.newBuilder()
                .setBlock(block)
                .setHeadHash(ByteString.copyFrom(hash.bytes()))
                .build();
    }

    private static List<ChainHead> other(String kind) {
        return chain(kind, 20, new ArrayList<>());
    }

    /** The data hash at index i is that of block i + 1. */
    private static List<ChainHead> chain(String kind, int blocks, List<Digest> data) {
        List<ChainHead> chain = new ArrayList<>(List.of(new ChainHead(0, Digest.of(new byte[0]))));
        for (int block = 1; block < blocks; block++) {
            Digest hash = Digest.of((kind + block).getBytes(StandardCharsets.UTF_8));
            data.add(hash);
            chain.add(chain.getLast().next(hash));
        }
        return chain;
    }
}
