/** What the demo shows at its end: pure functions from measurements to text, SVG and JSON. */
package io.warpctl.cli.report;
