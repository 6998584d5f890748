/** The operator: decides what every service runs where, and writes every host's plan. */
package io.warpctl.operator;
