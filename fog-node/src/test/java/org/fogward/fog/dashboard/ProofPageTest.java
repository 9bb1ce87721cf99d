package org.fogward.fog.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.anchor.UpdateProof;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.view.ExampleViews;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.RoundSummary;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.merkle.InclusionProof;
import org.fogward.protocol.merkle.MerkleTree;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.RoundEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofPageTest {
    private static final int ROUND = 8;
    private static final String GATEWAY = "cedar-hill";

    private OpenDoor door;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "Chromium is needed: apt install chromium, or set CHROMIUM");
        door = new OpenDoor(folder);
        browser = new Browser(chromium.get());
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
            door.close();
        }
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void checks_every_leaf_of_trees_of_many_sizes() {
        for (int size : new int[] {1, 2, 3, 5, 7, 8, 13}) {
            List<byte[]> leaves = leaves(size);
            MerkleTree tree = new MerkleTree(leaves);
            List<UpdateProof> proofs = new ArrayList<>();
            for (int leaf = 0; leaf < size; leaf++) {
                proofs.add(proof(leaves.get(leaf), tree.inclusionProof(leaf), tree.root()));
            }
            Page page = visit(proofs, tree.root());
            assertThat(page.locator("article[data-verified=true]")).hasCount(size);
            page.context().close();
        }
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void shows_what_the_leaf_says_and_each_step() {
        List<byte[]> leaves = leaves(7);
        MerkleTree tree = new MerkleTree(leaves);
        Page page = visit(List.of(proof(leaves.get(4), tree.inclusionProof(4), tree.root())), tree.root());
        Locator proof = page.locator("article");
        assertThat(proof).containsText("Checked by your browser");
        assertThat(proof).containsText("refused because it would change the model too much");
        assertThat(proof).containsText("1,004");
        assertThat(proof.locator(".steps li")).hasCount(4);
        assertThat(proof.locator(".steps li").last()).containsText(tree.root().hex());
        assertThat(page.locator("#who [aria-current]")).hasText(GATEWAY);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pictures", "proof.png"))
                .setFullPage(true));
    }

    @Test
    void does_not_believe_a_changed_leaf_path_or_root() {
        List<byte[]> leaves = leaves(7);
        MerkleTree tree = new MerkleTree(leaves);
        InclusionProof good = tree.inclusionProof(4);
        Digest other = Digest.of("other".getBytes(UTF_8));
        List<Digest> path = new ArrayList<>(good.path());
        path.set(1, other);
        byte[] stranger = entry(4).toBuilder().setGateway("aurora").build().toByteArray();
        Page page = visit(
                List.of(
                        proof(leaves.get(3), good, tree.root()),
                        proof(leaves.get(4), new InclusionProof(good.index(), good.size(), path), tree.root()),
                        proof(leaves.get(4), new InclusionProof(5, good.size(), good.path()), tree.root()),
                        proof(leaves.get(4), good, other),
                        alone(stranger)),
                tree.root());
        assertThat(page.locator("article[data-verified=false]")).hasCount(5);
        assertThat(page.locator("article").first()).containsText("Does not check");
    }

    @Test
    void says_when_there_is_nothing_to_check() {
        Page page = visit(List.of(), Digest.of(new byte[0]));
        assertThat(page.locator("#proofs")).containsText("cedar-hill sent nothing in round 8");
        page.navigate(door.uri + "/proofs/77");
        assertThat(page.locator("#proofs")).containsText("There is nothing to check");
        page.navigate(door.uri + "/proofs/8");
        assertThat(page.locator("#who a")).hasCount(7);
    }

    private Page visit(List<UpdateProof> proofs, Digest anchored) {
        door.proofs.set((round, gateway) -> round == ROUND && gateway.value().equals(GATEWAY) ? proofs : List.of());
        door.views.show(anchoring(anchored));
        Page page = browser.open(door, 1100, 800, ColorScheme.LIGHT);
        page.navigate(door.uri + "/proofs/" + ROUND + "/" + GATEWAY);
        page.waitForSelector("body[data-ready]");
        return page;
    }

    private static FederationView anchoring(Digest root) {
        FederationView view = ExampleViews.running(ROUND);
        List<RoundSummary> rounds = view.rounds().stream()
                .map(round -> round.round() == ROUND ? ExampleViews.anchored(round, root.hex()) : round)
                .toList();
        return new FederationView(
                view.federation(),
                view.takenAt(),
                view.state(),
                view.plan(),
                view.current(),
                rounds,
                view.gateways(),
                view.refusals(),
                view.ledger());
    }

    private static UpdateProof proof(byte[] leaf, InclusionProof inclusion, Digest root) {
        return new UpdateProof(leaf, inclusion, root, "transaction", 8);
    }

    /** A whole and correct tree, but not the anchored one, and not about this gateway. */
    private static UpdateProof alone(byte[] leaf) {
        MerkleTree tree = new MerkleTree(List.of(leaf));
        return proof(leaf, tree.inclusionProof(0), tree.root());
    }

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(entry(i).toByteArray());
        }
        return leaves;
    }

    private static RoundEntry entry(int number) {
        return RoundEntry.newBuilder()
                .setFederation("city-heart-study")
                .setRound(ROUND)
                .setGateway(GATEWAY)
                .setUpdateDigest(ByteString.copyFrom(
                        Digest.of(new byte[] {(byte) number}).bytes()))
                .setRefusal(
                        number == 4
                                ? RefusalReason.REFUSAL_REASON_NORM_OUT_OF_BOUNDS
                                : RefusalReason.REFUSAL_REASON_UNSPECIFIED)
                .setSamples(1_000 + number)
                .build();
    }
}
