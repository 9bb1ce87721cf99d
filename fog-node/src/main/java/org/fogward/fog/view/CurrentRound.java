package org.fogward.fog.view;

import java.time.Instant;

/**
 * The round in progress.
 *
 * @param round its number, from 1
 * @param openedAt when it was announced
 * @param deadline when it closes if the quorum is reached by then; otherwise it stays open and closes at the quorum
 * @param accepted updates accepted so far
 * @param refused updates of registered gateways refused so far
 * @param modelDigest SHA-256 of the model that training starts from, hex
 */
public record CurrentRound(
        long round, Instant openedAt, Instant deadline, int accepted, int refused, String modelDigest) {}
