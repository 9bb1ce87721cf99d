package org.fogward.fog;

import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;

/**
 * The model that the federation has learnt so far.
 *
 * @param round the round that made it; 0 for the first model, which has learnt nothing
 * @param digest SHA-256 of its file
 * @param model what it is
 */
public record GlobalModel(long round, Digest digest, ModelParameters model) {}
