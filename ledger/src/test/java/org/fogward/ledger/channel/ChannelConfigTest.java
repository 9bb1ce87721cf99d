package org.fogward.ledger.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelConfigTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Organisation one;
    private Organisation two;
    private Organisation three;
    private Organisation orderers;
    private Block genesis;
    private ChannelConfig config;

    @BeforeEach
    void found() throws Exception {
        one = Organisation.found("One", NOW);
        two = Organisation.found("Two", NOW);
        three = Organisation.found("Three", NOW);
        orderers = Organisation.found("Orderers", NOW);
        genesis = GenesisBlock.of(
                "fogward",
                List.of(one.trust(), two.trust(), three.trust()),
                List.of(orderers.trust()),
                BatchSize.newBuilder().setMaxMessageCount(10).build(),
                NOW);
        config = ChannelConfig.read(genesis);
    }

    @Test
    void reads_what_a_first_block_says() throws Exception {
        assertThat(config.channel()).isEqualTo("fogward");
        assertThat(config.organisations()).containsExactly("One", "Three", "Two");
        assertThat(config.consensus()).isEqualTo("solo");
        assertThat(member(orderers, NodeRole.ORDERER).role()).isEqualTo(NodeRole.ORDERER);
        BlockChain chain = new BlockChain();
        chain.read(genesis.toByteArray());
        assertThat(genesis.getHeader().getDataHash()).isEqualTo(BlockHash.ofData(genesis.getData()));
    }

    @Test
    void most_organisations_peers_have_to_endorse() throws Exception {
        Member first = member(one, NodeRole.PEER);
        Member second = member(two, NodeRole.PEER);
        assertThat(endorse(first)).isFalse();
        assertThat(endorse(first, member(one, NodeRole.PEER))).isFalse();
        assertThat(endorse(first, member(two, NodeRole.CLIENT))).isFalse();
        assertThat(endorse(first, member(orderers, NodeRole.PEER))).isFalse();
        assertThat(endorse(first, second)).isTrue();
        assertThat(endorse(first, second, member(three, NodeRole.PEER))).isTrue();
    }

    @Test
    void clients_and_administrators_write_orderers_sign_blocks() throws Exception {
        assertThat(satisfies(Policies.WRITERS, member(one, NodeRole.CLIENT))).isTrue();
        assertThat(satisfies(Policies.WRITERS, member(three, NodeRole.ADMIN))).isTrue();
        assertThat(satisfies(Policies.WRITERS, member(one, NodeRole.PEER))).isFalse();
        assertThat(satisfies(Policies.WRITERS, member(orderers, NodeRole.CLIENT)))
                .isFalse();
        assertThat(satisfies(Policies.READERS, member(two, NodeRole.PEER))).isTrue();
        assertThat(satisfies(Policies.BLOCKS, member(orderers, NodeRole.ORDERER)))
                .isTrue();
        assertThat(satisfies(Policies.BLOCKS, member(one, NodeRole.ORDERER))).isFalse();
        assertThat(satisfies("/Channel/Nowhere/Writers", member(one, NodeRole.ADMIN)))
                .isFalse();
        assertThat(satisfies("/Channel/Application/Nothing", member(one, NodeRole.ADMIN)))
                .isFalse();
    }

    @Test
    void a_block_without_a_configuration_is_refused_by_the_part_that_is_missing() {
        assertThatThrownBy(() -> ChannelConfig.read(Block.getDefaultInstance()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("one transaction");
    }

    @Test
    void any_bytes_are_a_configuration_or_refused() {
        byte[] sound = genesis.getData().getData(0).toByteArray();
        SplittableRandom random = new SplittableRandom(4);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] changed =
                    random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int j = random.nextInt(3); j >= 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Block.Builder block = genesis.toBuilder();
            block.getDataBuilder().setData(0, com.google.protobuf.ByteString.copyFrom(changed));
            try {
                assertThat(ChannelConfig.read(block.build()).policies()).isNotNull();
            } catch (ConfigException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private Member member(Organisation organisation, NodeRole role) throws Exception {
        return config.membership().member(organisation.issue("somebody", role).serialized(), NOW);
    }

    private boolean endorse(Member... endorsers) {
        return config.policies().satisfied(Policies.ENDORSEMENT, List.of(endorsers));
    }

    private boolean satisfies(String policy, Member member) {
        return config.policies().satisfied(policy, List.of(member));
    }
}
