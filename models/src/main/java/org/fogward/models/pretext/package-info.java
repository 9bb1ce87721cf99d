/**
 * Images made by formulas, to learn seeing from before there is a patient (formula-driven supervised learning: Kataoka et al., ACCV 2020).
 * Each formula is a class; every image of it is drawn anew. Nothing here comes from a photograph or a person.
 */
@NullMarked
package org.fogward.models.pretext;

import org.jspecify.annotations.NullMarked;
