const placeholders = Array.from({ length: 9 }, (_, index) => index);

/** Grey cards in the shape of the real ones; said to nobody, as the count line says "Loading". */
export function Skeletons() {
  return (
    <div className="grid" aria-hidden="true">
      {placeholders.map((index) => (
        <div key={index} className="card skeleton">
          <span />
          <span />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
