// From TopoJSON, in which neighbours share their borders, to GeoJSON. Only what country outlines need.

export function countries(topology) {
  const arcs = topology.arcs.map((arc) => unpack(arc, topology.transform));
  const features = topology.objects.countries.geometries.map((shape) => ({
    type: "Feature",
    properties: shape.properties,
    geometry: { type: shape.type, coordinates: coordinates(shape, arcs) },
  }));
  return { type: "FeatureCollection", features };
}

function unpack(arc, { scale, translate }) {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
}

function coordinates(shape, arcs) {
  const ring = (indexes) => indexes.flatMap((i, n) => (i < 0 ? arcs[~i].toReversed() : arcs[i]).slice(n ? 1 : 0));
  const polygon = (rings) => rings.map(ring);
  return shape.type === "Polygon" ? polygon(shape.arcs) : shape.arcs.map(polygon);
}
