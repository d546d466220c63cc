//! x
pub use annotate_snippets as _a; pub use blake3 as _b; pub use minify_html as _c; pub use tera as _t; pub use plotters as _p; pub use serde_yaml as _y;
