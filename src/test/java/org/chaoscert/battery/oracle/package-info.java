/**
 * A second, slow way to every answer, for tests: own fractions, evaluation layer by layer, all affine pieces of an iterate
 * written out. It shares no arithmetic and no code with the program. The generators of networks that tests share are here
 * too.
 */
package org.chaoscert.battery.oracle;
